package dev.rtcrooms.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What all connections of a run share; for the generator's thread. */
final class Crowd {

  /** More than one read takes from a socket. */
  private static final int CHUNK = 256 * 1024;

  /** With what is left of a frame from the read before. */
  private static final int MOST = 4 * 1024 * 1024;

  private final Plan plan;
  private final Faults faults = new Faults();
  private final Script script;
  private final int run = ThreadLocalRandom.current().nextInt(Payload.RUNS);
  private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK);
  private final byte[] bytes = new byte[MOST];
  private final TlsChannel.Buffers tlsBuffers = new TlsChannel.Buffers();
  private final byte[] ping;
  private final byte[] pong;
  private long now = System.nanoTime();
  private boolean speaking;
  private boolean counting;
  private boolean leaving;
  private int entered;
  private int died;
  private int left;
  private long frames;
  private long heard;
  private long deliveries;
  private long received;
  private @Nullable String firstDeath;

  Crowd(Plan plan) {
    this.plan = plan;
    this.script = new Script(plan.dialect().message(plan.payloadBytes()), plan.payloadBytes());
    this.ping = utf8(plan.dialect().ping());
    this.pong = utf8(plan.dialect().pong());
  }

  private static byte[] utf8(@Nullable String text) {
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }

  Plan plan() {
    return plan;
  }

  List<String> entrance() {
    return plan.dialect().entrance();
  }

  Faults faults() {
    return faults;
  }

  Script script() {
    return script;
  }

  int run() {
    return run;
  }

  byte[] ping() {
    return ping;
  }

  byte[] pong() {
    return pong;
  }

  byte[] bytes() {
    return bytes;
  }

  TlsChannel.Buffers tlsBuffers() {
    return tlsBuffers;
  }

  /** Reads once; the time of the read is the time of all that it brings. */
  int read(ReadableByteChannel channel, byte[] target, int at) throws IOException {
    in.clear().limit(Math.min(CHUNK, target.length - at));
    int count = channel.read(in);
    now = System.nanoTime();
    if (count > 0) {
      in.flip().get(target, at, count);
      received += counting ? count : 0;
    }
    return count;
  }

  long now() {
    return now;
  }

  boolean speaking() {
    return speaking;
  }

  void speaking(boolean now) {
    speaking = now;
  }

  void counting(boolean now) {
    counting = now;
  }

  /** From now on the server may end connections. */
  void leaving() {
    leaving = true;
  }

  int left() {
    return left;
  }

  /** All have gone, and come again. */
  void again() {
    entered = 0;
  }

  void entered() {
    entered++;
  }

  int insideOrDead() {
    return entered + died;
  }

  void frame() {
    frames += counting ? 1 : 0;
  }

  void delivered() {
    heard++;
    deliveries += counting ? 1 : 0;
  }

  void died(String why) {
    if (leaving) {
      left++;
      return;
    }
    died++;
    faults.dead();
    if (firstDeath == null) {
      firstDeath = why;
    }
  }

  @Nullable String firstDeath() {
    return firstDeath;
  }

  long frames() {
    return frames;
  }

  long heard() {
    return heard;
  }

  long deliveries() {
    return deliveries;
  }

  long received() {
    return received;
  }
}
