package dev.rtcrooms.benchmarks.joins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.server.JoinedServer;
import dev.rtcrooms.benchmarks.server.SelfSigned;
import dev.rtcrooms.benchmarks.server.Started;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few clients find into a room of each server, come back to it as themselves, and leave it. */
class VisitorsTest {
  private static final int CLIENTS = 20;

  private static SelfSigned certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = SelfSigned.make(folder.resolve("localhost.p12"));
  }

  @ParameterizedTest
  @EnumSource
  void clientsComeAndGo(JoinedServer server) throws Exception {
    visit(server, server.start(null), null);
  }

  @ParameterizedTest
  @EnumSource(names = "NETTY_SOCKETIO", mode = EnumSource.Mode.EXCLUDE)
  void clientsComeAndGoOverTls(JoinedServer server) throws Exception {
    visit(server, server.start(certificate), certificate.trusted());
  }

  private static void visit(JoinedServer server, Started started, SSLContext tls) throws Exception {
    List<Step> done = new ArrayList<>();
    try {
      new Visitors(
              server,
              started.port(),
              tls,
              CLIENTS,
              Duration.ZERO,
              () -> Usage.of(ProcessHandle.current()))
          .oneRoom((step, reading) -> done.add(step));
    } finally {
      started.stop().run();
    }

    assertThat(done).containsExactly(Step.JOIN_ONE, Step.STORM, Step.LEAVE_ONE);
  }
}
