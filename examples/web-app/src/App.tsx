import { useState } from 'react';
import type { RoomClient } from 'rtc-rooms';
import { Gate } from './Gate';
import { Room } from './Room';
import { SERVER } from './server';
import { Timetable } from './Timetable';

/** The way in, or the room behind it. */
export function App() {
  const [room, setRoom] = useState<RoomClient | null>(null);
  if (room !== null) {
    return <Room room={room} onLeave={() => setRoom(null)} />;
  }
  return SERVER === '' ? <Timetable onEnter={setRoom} /> : <Gate onEnter={setRoom} />;
}
