/** For PM2: `pm2 start ecosystem.config.cjs`. PORT and PAAS_DATA_DIR are taken from the shell that runs it. */
module.exports = {
  apps: [
    {
      name: 'paas',
      cwd: __dirname,
      script: 'bin/paas.mjs',
      args: 'start',
      interpreter: `${__dirname}/node_modules/.bin/node`,
      // One process holds the data folder; a second instance would be refused.
      exec_mode: 'fork',
      instances: 1,
      kill_timeout: 6000,
      env: {
        ...(process.env.PORT && { PORT: process.env.PORT }),
        ...(process.env.PAAS_DATA_DIR && { PAAS_DATA_DIR: process.env.PAAS_DATA_DIR }),
      },
    },
  ],
}
