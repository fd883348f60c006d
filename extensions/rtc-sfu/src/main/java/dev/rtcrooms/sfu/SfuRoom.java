package dev.rtcrooms.sfu;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.signaling.MediaServer;
import dev.rtcrooms.signaling.PeerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The SFU's part of one room; for the room's mailbox. */
final class SfuRoom implements MediaServer.MediaRoom {

  private final Room room;
  private final RoomShare share;
  private final Consumer<SfuRoom> onClose;
  private final UpPeer up;
  private final DownPeer down;
  private @Nullable PeerSession session;

  /**
   * @param onClose called once, in the mailbox
   */
  SfuRoom(Room room, RoomShare share, RoomRecordings recordings, Consumer<SfuRoom> onClose) {
    this.room = room;
    this.onClose = onClose;
    this.share = share;
    this.down = new DownPeer(room, share, new RtpWriter());
    SfuLimits limits = share.limits();
    Voices voices = new Voices(limits.voices(), limits.loudest(), this::speak);
    this.up =
        new UpPeer(
            room::execute,
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

  UUID id() {
    return room.id();
  }

  /** Any thread. */
  List<PeerStats> stats() {
    List<PeerStats> all = new ArrayList<>();
    up.addStats(all);
    down.addStats(all);
    return all;
  }

  @Override
  public boolean isOverloaded() {
    return share.isOverloaded();
  }

  /** Does something with the peer of publishers in the mailbox; any thread. */
  void withUp(Consumer<UpPeer> task) {
    room.execute(() -> task.accept(up));
  }

  /** Does something with the peer of receivers in the mailbox; any thread. */
  void withDown(Consumer<DownPeer> task) {
    room.execute(() -> task.accept(down));
  }

  @Override
  public void start(PeerSession upSession, PeerSession downSession) {
    session = downSession;
    up.start(upSession);
    down.start(downSession);
  }

  @Override
  public void close() {
    onClose.accept(this);
    up.close();
    down.close();
    share.share().rooms().decrementAndGet();
  }
}
