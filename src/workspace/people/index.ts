export { getReceiver } from './get-receiver.ts'
export { keepPeople } from './keep-people.ts'
export { person } from './schema.ts'
export { findPerson, listPeople, type Person, putPerson } from './store.ts'
