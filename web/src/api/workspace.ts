/** The workspace that this browser works in, where somebody belongs to several; kept between visits. */
const KEY = 'paas.workspace'

/** Null: the one that the person has belonged to the longest. */
export const chosenWorkspace = (): string | null => localStorage.getItem(KEY)

export const chooseWorkspace = (id: string): void => localStorage.setItem(KEY, id)

export const forgetWorkspace = (): void => localStorage.removeItem(KEY)
