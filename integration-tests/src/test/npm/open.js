// Opens links that the server refuses, and says how the client tells it.
import { RoomClient } from 'rtc-rooms';

for (const link of process.argv.slice(2)) {
  try {
    const room = await RoomClient.open(link, { token: 'a.token' });
    console.log(room.state);
  } catch ({ name, code }) {
    console.log(name, code ?? '');
  }
}
