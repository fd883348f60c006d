package dev.rtcrooms.spring.slice;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.signaling.StreamsFactory;
import dev.rtcrooms.spring.DefaultStreams;
import org.springframework.stereotype.Component;

/** The default streams, for few. */
@Component
class SmallMesh implements DefaultStreams {
  @Override
  public StreamsFactory create(IceServers iceServers) {
    return Streams.mesh(iceServers, new MeshCaps(2, 2));
  }
}
