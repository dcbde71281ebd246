/** Apart from what signs people in, which is large. */
export const AUTH_PATH = '/api/auth'
/** The edge says it: what a client says of its own address is not passed on. */
export const ADDRESS_HEADER = 'x-paas-address'
