import { RoomClient } from '/rtc-rooms/rtc-rooms.js';
import { Capture } from './capture.js';
import { followConnection } from './connection.js';
import { enableCopying } from './copy.js';
import { Devices } from './devices.js';
import { passGate } from './gate.js';
import { knownName } from './names.js';
import { Notice } from './notice.js';
import { byId, show, socketAddress } from './page.js';
import { followPanel } from './panel.js';
import { followCrowding, followPublishers, publishersOf } from './publishers.js';
import { hideQuietControls } from './quiet.js';
import { enableSettings } from './settings.js';
import { enableShortcuts } from './shortcuts.js';
import { Signs } from './signs.js';
import { Sizes } from './sizes.js';
import { Sound } from './sound.js';
import { Streaming } from './streaming.js';
import { Tiles } from './tiles.js';
import { followViewing } from './viewing.js';
import { forgetVisit, knownVisit, rememberVisit } from './visit.js';

const LEFT = 1000;
const capture = new Capture();
const sound = new Sound();

function enter(name) {
  const room = new RoomClient(socketAddress(), name ? { name } : {});
  const notice = new Notice();
  const sizes = new Sizes(room);
  const fit = (video, options) => room.fitVideo(video, options);
  const tiles = new Tiles(byId('tiles'), byId('nobody'), sound, fit, (pictures) => sizes.show(pictures));
  const signs = new Signs(room, showTiles);
  let people = null;
  const streaming = new Streaming(room, capture, notice, () => {
    signs.tell(streaming.sign);
    rememberVisit({ microphone: !capture.muted, camera: capture.camera !== null });
    showTiles();
  });

  function showTiles() {
    people?.change();
    const own = { name: room.self?.name ?? (name || 'Guest'), user: room.self?.user ?? '' };
    tiles.show([...streaming.tiles(own), ...publishersOf(room, signs)]);
  }

  people = followPanel(room, signs);
  followPublishers(room, showTiles);
  followViewing(room, tiles);
  hideQuietControls(document.querySelector('.room .stage'));
  followCrowding(room, notice);
  followConnection(room, 'participant');
  room.addEventListener('closed', ({ detail }) => detail.code === LEFT && forgetVisit());
  byId('leave').addEventListener('click', () => room.leave());
  show('room');
  streaming.begin();
  room.connect();
}

/** A reload leads back in as it was. */
function comeBack({ microphone, camera }) {
  enter(knownName() ?? '');
  if (microphone) capture.toggleMicrophone().catch(() => {}); // it can be turned on by its button
  if (camera) capture.toggleCamera().catch(() => {});
}

enableCopying();
enableSettings();
enableShortcuts();
new Devices(capture, sound);
const visit = knownVisit();
if (visit === null) passGate(capture, enter);
else comeBack(visit);
