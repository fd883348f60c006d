package dev.rtcrooms.peers;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records a tone that does not end, on a thread of its own; any thread may ask. It has a libwebrtc
 * of its own, without any other source of sound: two threads that send sound end the process. So
 * who speaks hears nothing.
 */
final class Microphone implements AutoCloseable {

  static final String THREAD = "microphone";

  private static final int RATE = 48_000;
  private static final int HERTZ = 400;
  private static final int AMPLITUDE = 8_000;
  private static final int INTERVAL_MS = 10;
  private static final int SAMPLES = RATE * INTERVAL_MS / 1_000;

  /** A whole number of periods, so that one follows the other without a click. */
  private static final byte[] TONE = tone();

  private final AudioDeviceModule nothing = new AudioDeviceModule(AudioLayer.kDummyAudio);
  private final PeerConnectionFactory factory = new PeerConnectionFactory(nothing);
  private final CustomAudioSource source = new CustomAudioSource();
  private final AtomicInteger tracks = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, THREAD));

  Microphone() {
    var unused =
        thread.scheduleAtFixedRate(
            () -> source.pushAudio(TONE, Short.SIZE, RATE, 1, SAMPLES),
            0,
            INTERVAL_MS,
            TimeUnit.MILLISECONDS);
  }

  private static byte[] tone() {
    byte[] tone = new byte[SAMPLES * Short.BYTES];
    for (int i = 0; i < SAMPLES; i++) {
      int sample = (int) (AMPLITUDE * Math.sin(2 * Math.PI * HERTZ * i / RATE));
      tone[2 * i] = (byte) sample;
      tone[2 * i + 1] = (byte) (sample >> Byte.SIZE);
    }
    return tone;
  }

  /** Makes the connections of whoever speaks. */
  PeerConnectionFactory factory() {
    return factory;
  }

  /** A new track of what it hears; whoever asked disposes of it. */
  AudioTrack track() {
    return factory.createAudioTrack("microphone-" + tracks.incrementAndGet(), source);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(Loop.PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    source.dispose();
    factory.dispose();
    nothing.dispose();
  }
}
