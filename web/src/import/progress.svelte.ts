/** How far the import is, for whatever shows it. */
export const progress = $state({ files: 0, through: 0, isRunning: false })
