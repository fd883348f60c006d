import { CloseCode, RoomClient } from 'rtc-rooms';

const room = new RoomClient('wss://app.example/room/1/websocket');
console.log(room.state, CloseCode.LEFT);
