package dev.rtcrooms.signaling;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.ice.IceServers;

/** Makes the {@link Streams} of each room; immutable. */
public final class StreamsFactory implements Feature.Factory {

  private final IceServers iceServers;
  private final MeshCaps caps;
  private final boolean relayOnly;

  StreamsFactory(IceServers iceServers, MeshCaps caps, boolean relayOnly) {
    this.iceServers = iceServers;
    this.caps = caps;
    this.relayOnly = relayOnly;
  }

  /**
   * Keeps users' addresses from each other (RFC 8828): only candidates of TURN servers pass, on
   * their own or in descriptions, and clients are told to gather no others. So there must be a TURN
   * server, which then carries all media.
   *
   * @return makes streams in which only relayed candidates pass
   */
  public StreamsFactory relayOnly() {
    return new StreamsFactory(iceServers, caps, true);
  }

  @Override
  public Streams create(Room room) {
    return new Streams(room, iceServers, caps, relayOnly);
  }
}
