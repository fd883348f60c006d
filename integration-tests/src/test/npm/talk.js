// Two bots that talk in a room; without media.
const [entry, link] = process.argv.slice(2);
const { RoomClient } = await import(entry);

const ann = await RoomClient.open(link, { name: 'Ann' });
const bob = await RoomClient.open(link, { name: 'Bob' });

let taken;
bob.addEventListener('said', ({ detail }) => {
  if (detail.name === 'Ann' && !detail.past) {
    taken = bob.say(`${detail.text}, too`);
  }
});
const answered = new Promise((resolve) => {
  ann.addEventListener('said', ({ detail }) => detail.name === 'Bob' && resolve());
});
const both = new Promise((resolve) => {
  ann.addEventListener('members', ({ detail }) => detail.members.size === 2 && resolve());
});
ann.connect();
bob.connect();
await both;
await ann.say('hello');
await answered;
await taken;
console.log(ann.messages.map(({ name, text }) => `${name}: ${text}`).join('\n'));
console.log(await ann.publish().catch(({ message }) => message));
ann.leave();
bob.leave();
