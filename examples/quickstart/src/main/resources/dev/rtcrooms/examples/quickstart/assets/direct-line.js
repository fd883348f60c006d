import { withLinks } from './links.js';
import { element } from './page.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** A message that only its two people see, among the others. */
export class DirectLine {
  node;
  own;
  /** @type {import('/rtc-rooms/rtc-rooms.js').Direct} */
  said;

  constructor(said, room) {
    this.said = said;
    this.own = said.user === room.self?.user;
    const bubble = element('p', 'bubble', ...withLinks(said.text));
    bubble.dir = 'auto';
    const time = element('time', '', clock.format(said.at));
    time.dateTime = new Date(said.at).toISOString();
    const names = this.own ? ['You, only to ', element('bdi', '', said.toName)] : [element('bdi', '', said.name), ', only to you'];
    this.node = element('li', this.own ? 'message direct own' : 'message direct', element('span', 'author', ...names), bubble, time);
  }
}
