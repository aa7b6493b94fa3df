export { DomainError, type ErrorKind, TransientError } from './errors.js';
