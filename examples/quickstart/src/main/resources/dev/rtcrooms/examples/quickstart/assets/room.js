import { RoomClient } from '/rtc-rooms/rtc-rooms.js';
import { followConnection } from './connection.js';
import { enableCopying } from './copy.js';
import { Devices } from './devices.js';
import { knownName, rememberName } from './names.js';
import { Notice } from './notice.js';
import { byId, show, socketAddress } from './page.js';
import { followPanel } from './panel.js';
import { followCrowding, followPublishers, publishersOf } from './publishers.js';
import { enableSettings } from './settings.js';
import { enableShortcuts } from './shortcuts.js';
import { hideQuietControls } from './quiet.js';
import { Signs } from './signs.js';
import { Sound } from './sound.js';
import { Streaming } from './streaming.js';
import { Tiles } from './tiles.js';
import { followViewing } from './viewing.js';

const LEFT = 1000;

function enter(name) {
  const room = new RoomClient(socketAddress(), name ? { name } : {});
  const notice = new Notice();
  const sound = new Sound();
  const tiles = new Tiles(byId('tiles'), byId('nobody'), sound);
  const signs = new Signs(room, showTiles);
  let people = null;
  const streaming = new Streaming(room, notice, () => {
    signs.tell(streaming.sign);
    showTiles();
  });

  function showTiles() {
    people?.change();
    const own = { name: room.self?.name ?? (name || 'Guest'), user: room.self?.user ?? '' };
    tiles.show([...streaming.tiles(own), ...publishersOf(room, signs)]);
  }

  new Devices(streaming.outgoing, sound);
  people = followPanel(room, signs);
  followPublishers(room, showTiles);
  followViewing(room, tiles);
  hideQuietControls(document.querySelector('.stage'));
  followCrowding(room, notice);
  followConnection(room, 'participant');
  room.addEventListener('closed', ({ detail }) => {
    byId('rename').hidden = detail.code !== LEFT;
  });
  byId('leave').addEventListener('click', () => room.leave());
  show('room');
  room.connect();
}

function ask(then) {
  const field = byId('name');
  field.value = knownName() ?? '';
  byId('gate-form').onsubmit = (event) => {
    event.preventDefault();
    rememberName(field.value.trim());
    then(field.value.trim());
  };
  show('gate', field);
}

enableCopying();
enableSettings();
enableShortcuts();
byId('rename').addEventListener('click', () => ask(() => location.reload()));
const name = knownName();
if (name === null) ask(enter);
else enter(name);
