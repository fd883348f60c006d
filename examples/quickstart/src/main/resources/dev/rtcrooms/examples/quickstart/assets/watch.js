import { RoomClient } from '/rtc-rooms/rtc-rooms.js';
import { followConnection } from './connection.js';
import { enableCopying } from './copy.js';
import { Notice } from './notice.js';
import { byId, show } from './page.js';
import { followCrowding, followPublishers, publishersOf } from './publishers.js';
import { Sound } from './sound.js';
import { Tiles } from './tiles.js';

const room = new RoomClient(document.body.dataset.websocket);
const tiles = new Tiles(byId('tiles'), byId('nobody'), new Sound());

enableCopying();
followPublishers(room, () => tiles.show(publishersOf(room)));
followCrowding(room, new Notice());
followConnection(room, 'watcher');
show('room');
room.connect();
