import { chime } from './chime.js';
import { isolated } from './page.js';
import { toast } from './toast.js';

const GATHER_MS = 700;

/** Tells who has joined and who has left: what happens together in one sentence, and a short absence not at all. */
export function followArrivals(room) {
  const joined = new Map();
  const left = new Map();
  let timer = null;
  const tell = () => {
    timer = null;
    say(joined, 'joined');
    say(left, 'left');
  };
  room.addEventListener('members', ({ detail }) => {
    const others = (people) => people.filter(({ user }) => user !== room.self?.user);
    others(detail.joined).forEach((person) => note(person, joined, left));
    others(detail.left).forEach((person) => note(person, left, joined));
    if (joined.size + left.size > 0) timer ??= setTimeout(tell, GATHER_MS);
  });
}

/** One who comes and goes within the same while is not worth a word. */
function note(person, here, there) {
  if (!there.delete(person.user)) here.set(person.user, isolated(person.name));
}

function say(people, what) {
  if (people.size === 0) return;
  toast(`${together([...people.values()])} ${what}`);
  chime(what);
  people.clear();
}

function together([first, second, ...more]) {
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} others`;
}
