package dev.rtcrooms.signaling;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.ice.IceServers;
import org.jspecify.annotations.Nullable;

/** Creates the {@link Streams} of each room. Immutable; any thread. */
public final class StreamsFactory implements Feature.Factory {

  private final IceServers iceServers;
  private final MeshCaps caps;
  private final boolean relayOnly;
  private final @Nullable MediaServer server;

  StreamsFactory(
      IceServers iceServers, MeshCaps caps, boolean relayOnly, @Nullable MediaServer server) {
    this.iceServers = iceServers;
    this.caps = caps;
    this.relayOnly = relayOnly;
    this.server = server;
  }

  /**
   * Hides users' addresses from each other (RFC 8828). Only candidates of TURN servers pass, by
   * themselves or in descriptions, and clients are told to gather no others. All media then flows
   * through a TURN server, so one is required. With a media server nothing changes, since only the
   * server gets the users' addresses.
   *
   * @return a factory of streams that relay only relayed candidates
   */
  public StreamsFactory relayOnly() {
    return new StreamsFactory(iceServers, caps, server == null, server);
  }

  @Override
  public Streams create(Room room) {
    return new Streams(room, iceServers, caps, relayOnly, server);
  }
}
