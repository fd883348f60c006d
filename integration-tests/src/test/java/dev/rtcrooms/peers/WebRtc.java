package dev.rtcrooms.peers;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.rtcrooms.machine.LocalAddress;
import dev.rtcrooms.machine.Needed;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * libwebrtc in this process, once for the whole run: its native library, and a factory without
 * sound cards. Any thread.
 */
final class WebRtc implements AutoCloseable {

  private static final String LIBRARY =
      "libwebrtc's native library for this platform, or a library that it needs (CONTRIBUTING.md)";

  private final HeadlessAudioDeviceModule audio = new HeadlessAudioDeviceModule();
  private final PeerConnectionFactory factory = new PeerConnectionFactory(audio);

  private WebRtc() {}

  /** The run's own; or the test is skipped where it cannot be. */
  static PeerConnectionFactory factory(ExtensionContext context) {
    Needed.orSkip(LocalAddress.find(), "a network interface beside the loopback one");
    return context
        .getRoot()
        .getStore(Namespace.create(WebRtc.class))
        .getOrComputeIfAbsent(WebRtc.class, key -> Needed.orSkip(load(), LIBRARY), WebRtc.class)
        .factory;
  }

  private static Optional<WebRtc> load() {
    try {
      return Optional.of(new WebRtc());
    } catch (LinkageError | RuntimeException missing) {
      return Optional.empty(); // the loader wraps what it cannot find in one or the other
    }
  }

  @Override
  public void close() {
    factory.dispose();
    audio.dispose();
  }
}
