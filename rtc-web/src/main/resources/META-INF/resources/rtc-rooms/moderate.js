/** The commands of moderators. `rtc-rooms.d.ts` documents them. */
export class Moderate {
  #command;

  /** @param {(type: string, fields: object) => Promise<unknown>} command */
  constructor(command) {
    this.#command = command;
  }

  /**
   * @param {string} user
   * @param {{ reason?: string }} [options]
   */
  async kick(user, { reason } = {}) {
    await this.#command('kick', { user, reason });
  }

  /**
   * @param {string} user
   * @param {{ duration?: number, reason?: string }} [options]
   */
  async ban(user, { duration, reason } = {}) {
    await this.#command('ban', { user, duration, reason });
  }

  /** @param {string} user */
  async unban(user) {
    await this.#command('unban', { user });
  }

  /**
   * @param {string} user
   * @param {string} grant
   * @param {boolean} allowed
   */
  async permit(user, grant, allowed) {
    await this.#command('permit', { user, grant, allowed });
  }

  /**
   * @param {string} user
   * @param {import('./rtc-rooms.js').Media} media
   * @param {{ client?: string }} [options]
   */
  async mute(user, media, { client } = {}) {
    await this.#command('mute', { user, client, media });
  }

  /** @param {import('./rtc-rooms.js').EntryMode} entry */
  async setEntry(entry) {
    await this.#command('set-entry', { entry });
  }

  /** @param {number} clients */
  async setCapacity(clients) {
    await this.#command('set-capacity', { clients });
  }

  /** @param {string} user */
  async admit(user) {
    await this.#command('admit', { user });
  }

  /**
   * @param {string} user
   * @param {{ reason?: string }} [options]
   */
  async deny(user, { reason } = {}) {
    await this.#command('deny', { user, reason });
  }

  /** @param {string} user */
  async lowerHand(user) {
    await this.#command('lower-hand', { user });
  }

  /**
   * @param {string} user
   * @param {import('./rtc-rooms.js').Role} role
   */
  async move(user, role) {
    await this.#command('move', { user, role });
  }
}
