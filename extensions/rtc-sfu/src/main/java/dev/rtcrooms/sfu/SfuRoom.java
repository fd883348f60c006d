package dev.rtcrooms.sfu;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Room;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.signaling.MediaServer;
import dev.rtcrooms.signaling.PeerSession;

/** The SFU's part of one room; for the room's mailbox. */
final class SfuRoom implements MediaServer.MediaRoom {

  private final RoomShare share;
  private final UpPeer up;
  private final DownPeer down;

  SfuRoom(Room room, RoomShare share) {
    this.share = share;
    this.down = new DownPeer(room, share, new RtpWriter());
    this.up = new UpPeer(share, down::publishes);
    share.share().rooms().incrementAndGet();
  }

  @Override
  public Peer up() {
    return up;
  }

  @Override
  public Peer down() {
    return down;
  }

  @Override
  public void start(PeerSession upSession, PeerSession downSession) {
    up.start(upSession);
    down.start(downSession);
  }

  @Override
  public void close() {
    up.close();
    down.close();
    share.share().rooms().decrementAndGet();
  }
}
