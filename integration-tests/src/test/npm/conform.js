// Obeys the conformance vectors for clients: the server's address and the driver are the arguments.
import { RoomClient } from 'rtc-rooms';

const [address, driver] = process.argv.slice(2);
const { drive } = await import(driver);
await drive(RoomClient, address);
process.exit();
