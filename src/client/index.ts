/** The workspace's API, for programs. */
export * from './client.ts'
export { openRecorder, type Recorded, type Recorder, type RecorderParts } from './record-session.ts'
