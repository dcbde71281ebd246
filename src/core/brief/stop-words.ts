/** Words that say nothing about a session's subject. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'the a an and or of to in on for with is are was were be been being it its this that these those i you we they he she as ' +
    'at by from not no yes do does did done have has had will would can could should may might must if then else when while so ' +
    'but there here what which who how why all any some each most more other into out up down over under again further once ' +
    'only own same than too very just now also let me my your our their his her him them us need needs use uses used using get ' +
    'got make made see look like new one two first next last file files code ' +
    'yang dan untuk dengan dari ini itu adalah pada'
  ).split(' '),
)
