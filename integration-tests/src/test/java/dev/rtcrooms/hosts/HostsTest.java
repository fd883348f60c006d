package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Starts the hosts of the examples in Java processes of their own, with nothing but their own
 * dependencies: each container in the version that the host names. {@link MoreHostsTest} has those
 * that are not part of each build.
 */
class HostsTest {

  /** The programs. */
  enum Host {
    NETTY("netty-host", "dev.rtcrooms.examples.nettyhost", "NettyHost"),
    JETTY("jetty-host", "dev.rtcrooms.examples.jettyhost", "JettyHost"),
    JETTY_12_0("jetty-12.0-host", "dev.rtcrooms.examples.jetty120host", "Jetty120Host"),
    TOMCAT_10_1("tomcat-10.1-host", "dev.rtcrooms.examples.tomcat101host", "Tomcat101Host"),
    VERTX("vertx-host", "dev.rtcrooms.examples.vertxhost", "VertxHost");

    private final String folder;
    private final String module;
    private final String main;

    Host(String folder, String module, String main) {
      this.folder = folder;
      this.module = module;
      this.main = module + "." + main;
    }

    String path() throws IOException {
      return JavaCommand.examplePath(folder);
    }
  }

  /** They are compiled with a module description that requires a single module of the library. */
  @ParameterizedTest
  @EnumSource(names = {"NETTY", "JETTY"})
  void aModularProgramServesRooms(Host host) throws Exception {
    List<String> program =
        List.of("--module-path", host.path(), "--module", host.module + "/" + host.main);
    try (ChildProcess process = start(program);
        HostVisit visit = new HostVisit(port(process))) {
      visit.talk();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClassPathProgramServesRooms(Host host) throws Exception {
    try (ChildProcess process = start(List.of("-cp", host.path(), host.main));
        HostVisit visit = new HostVisit(port(process))) {
      visit.talk();
      visit.refuseForeigners();
      process.askToEnd();
      assertThat(visit.farewell()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
    }
  }

  private static ChildProcess start(List<String> program) {
    List<String> command = JavaCommand.brief(program);
    command.add("0");
    return new ChildProcess(ChildProcess.folder("host"), command);
  }

  private static int port(ChildProcess process) {
    return URI.create(process.awaitLine("http://")).getPort();
  }
}
