import { command, EXIT } from '../command.ts'
import { readInput } from '../statusline/read-input.ts'
import { install, settingsPath, snippet } from '../statusline/settings.ts'
import { showStatusline } from '../statusline/show.ts'

export default command({
  options: {
    install: { type: 'flag', about: "Write it into Claude Code's settings, where no statusline is set" },
    snippet: { type: 'flag', about: 'Print what would be written' },
  },
  examples: [
    ['paas statusline --install', 'Show model, context and quota below the prompt of Claude Code'],
    ['paas statusline --snippet', 'The lines to paste into its settings yourself'],
  ],
  notes: [
    'Claude Code runs `paas statusline` and hands it JSON; one line comes out, and the quota in it is kept in the workspace.',
    'The settings are those of CLAUDE_CONFIG_DIR, else ~/.claude/settings.json. A copy of what was there is left beside them.',
  ],
  async run({ values, out, env }) {
    if (values.snippet) {
      out.answer(snippet(), `${out.style.dim(settingsPath(env))}\n${JSON.stringify(snippet(), null, 2)}`)
      return EXIT.done
    }
    if (values.install) {
      const { path, backup } = install(env, Date.now())
      const kept = backup === null ? '' : `\nAs it was before: ${backup}`
      out.answer(
        { path, backup },
        `${path} names the statusline now. Claude Code shows it from its next prompt on.${kept}`,
      )
      return EXIT.done
    }
    const line = showStatusline(await readInput(), env, Date.now())
    out.answer({ line }, line)
    return EXIT.done
  },
})
