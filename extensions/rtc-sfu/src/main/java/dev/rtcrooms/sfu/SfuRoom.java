package dev.rtcrooms.sfu;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.signaling.MediaServer;
import dev.rtcrooms.signaling.PeerSession;
import org.jspecify.annotations.Nullable;

/** The SFU's part of one room; for the room's mailbox. */
final class SfuRoom implements MediaServer.MediaRoom {

  private final Room room;
  private final RoomShare share;
  private final UpPeer up;
  private final DownPeer down;
  private @Nullable PeerSession session;

  SfuRoom(Room room, RoomShare share, RoomRecordings recordings) {
    this.room = room;
    this.share = share;
    this.down = new DownPeer(room, share, new RtpWriter());
    SfuLimits limits = share.limits();
    Voices voices = new Voices(limits.voices(), limits.loudest(), this::speak);
    this.up =
        new UpPeer(
            share,
            voices,
            (client, tracks) -> {
              down.publishes(client, tracks);
              recordings.publishes(client, tracks);
            });
    recordings.serve(share.loop());
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

  /** On the loop. */
  private void speak(Speakers now) {
    room.execute(
        () -> {
          if (session != null) {
            session.tellSpeakers(now);
          }
        });
  }

  @Override
  public void start(PeerSession upSession, PeerSession downSession) {
    session = downSession;
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
