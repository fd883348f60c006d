import { byId, element } from './page.js';
import { portrait } from './portrait.js';

const SHOWN = 100;

/** The list of those who take part. */
export function followMembers(room) {
  const list = byId('members');
  const more = byId('members-more');
  const render = () => {
    const members = [...room.members.values()];
    list.replaceChildren(...members.slice(0, SHOWN).map((member) => row(room, member)));
    more.hidden = members.length <= SHOWN;
    more.textContent = `and ${members.length - SHOWN} more`;
  };
  for (const event of ['members', 'publishers', 'hello']) room.addEventListener(event, render);
}

function row(room, { name, user, state, clients }) {
  const line = element('li', 'member', portrait(name, user), element('span', 'member-name', name));
  line.classList.toggle('away', state === 'away');
  if (user === room.self?.user) line.append(element('span', 'tag', 'you'));
  if (clients.some((client) => room.publishers.has(client))) line.append(element('span', 'tag live', 'streaming'));
  return line;
}
