package dev.rtcrooms.signaling;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.ice.IceServers;

/** Creates the {@link Streams} of each room. Immutable; any thread. */
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
   * Hides users' addresses from each other (RFC 8828). Only candidates of TURN servers pass, by
   * themselves or in descriptions, and clients are told to gather no others. All media then flows
   * through a TURN server, so one is required.
   *
   * @return a factory of streams that relay only relayed candidates
   */
  public StreamsFactory relayOnly() {
    return new StreamsFactory(iceServers, caps, true);
  }

  @Override
  public Streams create(Room room) {
    return new Streams(room, iceServers, caps, relayOnly);
  }
}
