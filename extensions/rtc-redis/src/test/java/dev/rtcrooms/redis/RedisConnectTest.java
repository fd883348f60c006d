package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.spi.Past;
import io.lettuce.core.SslOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** How a history connects: checks, users, TLS, and what it says when it cannot. */
class RedisConnectTest extends RedisTestBase {

  /** The least rights, as docs/redis.md has them. */
  private static final List<String> LEAST_RIGHTS =
      List.of(
          ("~rtc:shop:* +select +info +eval +evalsha +time +hget +hmget +hset +del +pexpire"
                  + " +llen +lindex +lset +lrange +lpop +rpop +rpush")
              .split(" "));

  /** What a node of a cluster needs besides, as docs/cluster.md has it. */
  private static final List<String> RIGHTS_OF_A_NODE =
      List.of(
          ("resetchannels &rtc:shop:* +get +set +exists +sadd +srem +smembers +publish +subscribe")
              .split(" "));

  /** A server that speaks TLS alone, with the files that the test makes. */
  private static final List<String> TLS =
      List.of(
          ("--port 0 --tls-cert-file certificate.pem --tls-key-file key.pem"
                  + " --tls-ca-cert-file certificate.pem")
              .split(" "));

  @Test
  void aClusterIsRefused() {
    RedisServer redis = redis("--cluster-enabled", "yes");

    assertThatThrownBy(() -> redis.history().connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Redis runs in cluster mode, but one primary is needed");
    assertThatThrownBy(() -> redis.cluster(redis.port()).connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Redis runs in cluster mode, but one primary is needed");
  }

  @Test
  void aServerThatEvictsIsWarnedOfInOneLine() {
    RedisServer redis = redis("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
    List<String> lines = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(RedisSettings.class.getName());
    Handler handler = handler(lines);
    logger.addHandler(handler);
    try {
      process(redis);
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(lines).singleElement().asString().contains("allkeys-lru", "noeviction");
  }

  private static Handler handler(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        lines.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() {
    RedisServer redis = redis();
    redis.kill();

    assertThatThrownBy(() -> redis.history().connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Redis does not answer: ")
        .hasMessageContaining("refused");
  }

  @Test
  void aUserWithTheLeastRightsSuffices() {
    RedisServer redis = redis();
    String url = user(redis, LEAST_RIGHTS) + "/1";
    RedisHistory history =
        closed(
            RedisHistory.builder(url)
                .name("shop")
                .secret(RedisServer.SECRET)
                .keep(3, Duration.ofMinutes(1), 1_000_000)
                .connect());

    RedisPast past = (RedisPast) get(history.open(room));
    for (int n = 0; n < 5; n++) {
      append(past, n, "text");
    }
    append(past, 4, "fifth again");
    append(past, 6, "after a hole");
    get(past.replace(7, said("other").event()));
    get(past.newest(10));
    get(past.touch());
    assertThat(since(past, 6)).contains(List.of("7 other"));
    get(past.forget());

    RedisHistory other =
        closed(RedisHistory.builder(url).name("other").secret(RedisServer.SECRET).connect());
    assertThat(failure(other.open(room))).hasMessageContaining("NOPERM");
  }

  /** Creates a user with these rights alone, and gives its address of Redis. */
  private static String user(RedisServer redis, List<String> rights) {
    CommandArgs<String, String> user =
        new CommandArgs<>(StringCodec.UTF8)
            .add("SETUSER")
            .add("rooms")
            .add("reset")
            .add("on")
            .add(">pass-word");
    rights.forEach(user::add);
    redis.commands().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), user);
    return "redis://rooms:pass-word@127.0.0.1:" + redis.port();
  }

  @Test
  void aUserWithTheLeastRightsOfANodeSuffices() {
    RedisServer redis = redis();
    List<String> rights = new ArrayList<>(LEAST_RIGHTS);
    rights.addAll(RIGHTS_OF_A_NODE);
    String url = user(redis, rights) + "/1";
    peopleOfTwoNodesTalk(RedisCluster.builder(url).name("shop"));

    assertThatThrownBy(() -> RedisCluster.builder(url).name("other").connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Redis does not answer: NOPERM");
  }

  private void peopleOfTwoNodesTalk(RedisClusterBuilder builder) {
    List<Rooms> rooms = new ArrayList<>();
    List<RedisCluster> engines = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      RedisCluster engine = closed(builder.connect());
      Rooms built =
          RtcRooms.builder().secret(RedisServer.SECRET).cluster(engine).feature(Chat::new).build();
      closed(built::close);
      engines.add(engine);
      rooms.add(built);
    }

    NodeClient ann = NodeClient.join(rooms.get(0), room, "ann");
    NodeClient bob = NodeClient.join(rooms.get(1), room, "bob");
    bob.say("hi");
    ann.awaitText("hi");
    assertThat(get(engines.get(1).nodes())).hasSize(2);
    rooms.get(0).close();
    NodeClient back = ann.rejoin(rooms.get(1));
    assertThat(back.say("after")).isEqualTo(2);
  }

  @Test
  void nodesSpeakTlsWithKeysOfTheirOwnAsAUserWithTheLeastRights() throws Exception {
    Path certificate = certificate();
    List<String> options = new ArrayList<>(TLS);
    options.addAll(List.of("--tls-auth-clients", "yes", "--user", "rooms", "on", ">pass-word"));
    options.addAll(LEAST_RIGHTS);
    options.addAll(RIGHTS_OF_A_NODE);
    RedisServer redis = redis(options.toArray(String[]::new));
    String url = "rediss://rooms:pass-word@127.0.0.1:" + redis.port();
    SslOptions.Builder trusting = SslOptions.builder().trustManager(certificate.toFile());
    RedisClusterBuilder without = RedisCluster.builder(url).name("shop").tls(trusting.build());
    assertThatThrownBy(without::connect)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Redis does not answer: ");

    SslOptions withKey =
        trusting
            .keyManager(certificate.toFile(), folder.resolve("key.pem").toFile(), new char[0])
            .build();
    peopleOfTwoNodesTalk(RedisCluster.builder(url).name("shop").tls(withKey));
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    RedisServer redis = redis("--requirepass", "right-one");
    String url = "redis://:wrong-one@127.0.0.1:" + redis.port();

    assertThatThrownBy(() -> RedisHistory.builder(url).secret(RedisServer.SECRET).connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WRONGPASS")
        .satisfies(failure -> assertThat(trace(failure)).doesNotContain("wrong-one", "right-one"));
    assertThatThrownBy(() -> RedisHistory.builder("http://:wrong-one@localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(failure -> assertThat(trace(failure)).doesNotContain("wrong-one"));
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Test
  void tlsIsSpokenWithAServerWhoseCertificateIsTrusted() throws Exception {
    Path certificate = certificate();
    List<String> options = new ArrayList<>(TLS);
    options.addAll(List.of("--tls-auth-clients", "no"));
    RedisServer redis = redis(options.toArray(String[]::new));
    String url = "rediss://127.0.0.1:" + redis.port();
    RedisHistory history =
        closed(
            RedisHistory.builder(url)
                .secret(RedisServer.SECRET)
                .tls(SslOptions.builder().trustManager(certificate.toFile()).build())
                .connect());

    Past past = get(history.open(room));
    append(past, 0, "first");
    assertThat(since(past, 0)).contains(List.of("1 first"));

    assertThatThrownBy(() -> RedisHistory.builder(url).secret(RedisServer.SECRET).connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Redis does not answer: ");
  }

  /** Makes a certificate for 127.0.0.1 with the JDK's keytool, and gives it as PEM. */
  private Path certificate() throws Exception {
    Path store = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    pem("key.pem", "PRIVATE KEY", keys.getKey("redis", "changeit".toCharArray()).getEncoded());
    return pem("certificate.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
  }

  private Path pem(String file, String label, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
  }

  @Test
  void whatCannotBeConfiguredIsSaidAtOnce() {
    RedisHistoryBuilder builder = RedisHistory.builder("redis://localhost");

    assertThatThrownBy(builder::connect).hasMessage("RedisHistory needs a secret");
    assertThatThrownBy(() -> builder.secret("short")).hasMessageContaining("16 bytes");
    assertThatThrownBy(() -> builder.name("a:b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.keep(0, Duration.ofDays(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
