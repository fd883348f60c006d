package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Room;
import java.util.ArrayList;
import java.util.List;

/** A media server that keeps what it is told; for the mailbox, and for a test between its turns. */
final class FakeMediaServer implements MediaServer, MediaServer.MediaRoom {

  private final QuietPeer up = new QuietPeer("up", 3);
  private final QuietPeer down = new QuietPeer("down");
  private final List<String> calls = new ArrayList<>();
  private PeerSession upSession;
  private PeerSession downSession;
  private boolean overloaded;

  List<String> calls() {
    return calls;
  }

  /** Says from now on that it has too much to do, or no longer. */
  void overload(boolean now) {
    overloaded = now;
  }

  QuietPeer fakeUp() {
    return up;
  }

  QuietPeer fakeDown() {
    return down;
  }

  PeerSession upSession() {
    return upSession;
  }

  PeerSession downSession() {
    return downSession;
  }

  @Override
  public MeshCaps caps() {
    return new MeshCaps(2, 1);
  }

  @Override
  public MediaRoom open(Room room) {
    calls.add("open");
    return this;
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
  public void start(PeerSession ownUp, PeerSession ownDown) {
    calls.add("start");
    upSession = ownUp;
    downSession = ownDown;
  }

  @Override
  public boolean isOverloaded() {
    return overloaded;
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
