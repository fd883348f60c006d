package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.User;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read what a client sends, and to write what clients hear. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

  private static final int MANY = 64;
  private static final String TEXT =
      "the quick brown fox jumps over the lazy dog ".repeat(3).strip();

  private final Codec codec = new JsonCodec(MessageType.builtIn());
  private Said said = said();
  private Offer offer = new Offer("b5RkLm2uQ8dN", 17, "");
  private String sayFrame = "";
  private String offerFrame = "";
  private String manyFrame = "";
  private List<Encoded> many = List.of();

  /** Fields that change are no constants to the compiler. */
  @Setup
  public void prepare() throws IOException {
    try (InputStream in = CodecBenchmark.class.getResourceAsStream("offer.sdp")) {
      String sdp = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      offer = new Offer("b5RkLm2uQ8dN", 17, sdp.replace("\n", "\r\n"));
    }
    said = said();
    sayFrame = codec.encode(new Say("m-3fJq0", TEXT), "7").text();
    offerFrame = codec.encode(offer, "8").text();
    manyFrame = String.join("\n", Collections.nCopies(MANY, sayFrame));
    many = Collections.nCopies(MANY, encodeSaid());
  }

  private static Said said() {
    return new Said(
        "m-9",
        "b5RkLm2uQ8dN",
        User.of("guest-Jw4tXe7GmVb6oKfs", "Bob"),
        TEXT,
        Instant.ofEpochMilli(1_767_225_600_000L));
  }

  /** A chat message of 131 characters, as all hear it. */
  @Benchmark
  public Encoded encodeSaid() {
    return codec.encode(Outgoing.recorded(Said.TYPE, said, 4711));
  }

  /** An offer of Chromium's, of some 6 KB. */
  @Benchmark
  public Encoded encodeOffer() {
    return codec.encode(Outgoing.of(Offer.TYPE, offer));
  }

  /** A turn of 64 messages that are encoded already. */
  @Benchmark
  public Encoded join64() {
    return codec.join(many);
  }

  @Benchmark
  public List<Inbound> decodeSay() {
    return codec.decodeCommands(sayFrame);
  }

  @Benchmark
  public List<Inbound> decodeOffer() {
    return codec.decodeCommands(offerFrame);
  }

  /** A frame of 64 chat messages. */
  @Benchmark
  public List<Inbound> decode64() {
    return codec.decodeCommands(manyFrame);
  }
}
