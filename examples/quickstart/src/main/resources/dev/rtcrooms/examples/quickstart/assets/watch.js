import { RoomClient } from '/rtc-rooms/rtc-rooms.js';
import { followConnection } from './connection.js';
import { enableCopying } from './copy.js';
import { Notice } from './notice.js';
import { byId, show, socketAddress } from './page.js';
import { applyTheme } from './preferences.js';
import { followCrowding, followPublishers, publishersOf } from './publishers.js';
import { Signs } from './signs.js';
import { Sound } from './sound.js';
import { followSpeakers } from './speaking.js';
import { Tiles } from './tiles.js';

const room = new RoomClient(socketAddress());
const tiles = new Tiles(byId('tiles'), byId('nobody'), new Sound());
const signs = new Signs(room, showTiles);

function showTiles() {
  tiles.show(publishersOf(room, signs));
}

applyTheme();
enableCopying();
followPublishers(room, showTiles);
followSpeakers(room, tiles);
followCrowding(room, new Notice());
followConnection(room, 'watcher');
show('room');
room.connect();
