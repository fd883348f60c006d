/**
 * @typedef {import('./rtc-rooms.js').Member} Member
 * @typedef {import('./rtc-rooms.js').Person} Person
 * @typedef {ReadonlyMap<string, Person>} People by user
 */

/**
 * What a message lists, by user.
 *
 * @template {{ user: string }} T
 * @param {any[]} values as the server wrote them
 * @param {(value: any) => T} read
 * @returns {ReadonlyMap<string, T>}
 */
export function byUser(values, read) {
  return new Map(values.map((each) => [each.user, read(each)]));
}

/**
 * The people after `members-changed`, and those whom it is about.
 *
 * @param {People} before
 * @param {{ joined: Person[], changed: Person[], left: string[] }} news as the server wrote it
 */
export function changed(before, news) {
  const members = new Map(before);
  const left = news.left.flatMap((user) => before.get(user) ?? []);
  const [joined, different] = [news.joined, news.changed].map((people) => Object.freeze(people.map(person)));
  left.forEach(({ user }) => members.delete(user));
  [...joined, ...different].forEach((each) => members.set(each.user, each));
  return { members, joined, changed: different, left: Object.freeze(left) };
}

/**
 * A client as the list of people shows its user; the same object if nothing is different.
 *
 * @param {Member} one
 * @param {People} people
 * @returns {Member}
 */
export function shown(one, people) {
  const known = people.get(one.user);
  if (known === undefined || (known.name === one.name && known.info === one.info)) {
    return one;
  }
  return member({ ...one, name: known.name, info: known.info });
}

/**
 * @param {Person} message
 * @returns {Person}
 */
export function person({ user, name, info, state, clients }) {
  return withInfo({ user, name, state, clients: Object.freeze(clients) }, info);
}

/**
 * @param {Member} message any message that names a client
 * @returns {Member}
 */
export function member({ client, user, name, info }) {
  return withInfo({ client, user, name }, info);
}

/**
 * @template {object} T
 * @param {T} known
 * @param {Record<string, unknown> | undefined} info the host's own, if it has any
 * @returns {Readonly<T & { info?: Readonly<Record<string, unknown>> }>}
 */
function withInfo(known, info) {
  return Object.freeze(info === undefined ? known : { ...known, info: Object.freeze(info) });
}
