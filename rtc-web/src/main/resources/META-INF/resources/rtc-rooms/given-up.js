/** The host's function for the address or the token has given none, and will not. */
export class GivenUpError extends TypeError {
  /**
   * @param {number} code why the connection ends
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
