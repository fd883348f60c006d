package dev.rtcrooms.spring;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.StreamsFactory;

/**
 * A bean that creates the streams of the default features, for example with a media server or with
 * other limits of the mesh. The other default features stay: chat, presence and viewers. The
 * application does not start if it also has a bean of type {@link dev.rtcrooms.Feature.Factory},
 * since such beans take the place of all default features.
 *
 * <pre>{@code
 * @Bean
 * DefaultStreams streams(Sfu sfu) {
 *   return iceServers -> Streams.sfu(iceServers, sfu);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface DefaultStreams {

  /**
   * Creates the streams. Called once, while the application starts.
   *
   * @param iceServers the bean of this type, or {@link IceServers#none()}
   * @return creates the streams of each room
   */
  StreamsFactory create(IceServers iceServers);
}
