// Loaded into wrangler: when the command that started it is gone, however that ended, it ends too, and workerd with it.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume()
