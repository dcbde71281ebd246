/** The line below the title that Cursor signs its exports with; its version. */
export const CURSOR_EXPORT = /^_Exported on .+ from Cursor(?: \(([^)]+)\))?_\s*$/
