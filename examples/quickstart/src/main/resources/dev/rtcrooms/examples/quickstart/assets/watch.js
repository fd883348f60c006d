import { RoomClient } from '/rtc-rooms/rtc-rooms.js';
import { Capture } from './capture.js';
import { followConnection } from './connection.js';
import { enableCopying } from './copy.js';
import { Devices } from './devices.js';
import { Notice } from './notice.js';
import { byId, show, socketAddress } from './page.js';
import { applyTheme } from './preferences.js';
import { followCrowding, followPublishers, publishersOf } from './publishers.js';
import { Signs } from './signs.js';
import { Sizes } from './sizes.js';
import { Sound } from './sound.js';
import { followSpeakers } from './speaking.js';
import { Streaming } from './streaming.js';
import { followTakingPart } from './taking-part.js';
import { Tiles } from './tiles.js';

const room = new RoomClient(socketAddress());
const notice = new Notice();
const capture = new Capture();
const sound = new Sound();
const sizes = new Sizes(room);
const fit = (video, options) => room.fitVideo(video, options);
const tiles = new Tiles(byId('tiles'), byId('nobody'), sound, fit, (pictures) => sizes.show(pictures));
const signs = new Signs(room, showTiles);
const streaming = new Streaming(room, capture, notice, () => {
  signs.tell(streaming.sign);
  showTiles();
});

function showTiles() {
  const own = { name: room.self?.name ?? 'Guest', user: room.self?.user ?? '' };
  tiles.show([...streaming.tiles(own), ...publishersOf(room, signs)]);
}

applyTheme();
enableCopying();
new Devices(capture, sound);
followPublishers(room, showTiles);
followSpeakers(room, tiles);
followCrowding(room, notice);
followConnection(room, 'watcher');
followTakingPart(room);
show('room');
room.connect();
