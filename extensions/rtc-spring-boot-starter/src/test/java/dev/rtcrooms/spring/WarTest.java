package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.web.SpringServletContainerInitializer;

/** The application as a war in a Tomcat that continues when the war is undeployed. */
class WarTest {

  @TempDir private Path folder;

  /** What a war has in place of a main method; public for Spring. */
  public static final class SchoolWar extends SpringBootServletInitializer {

    /** Called by Spring. */
    public SchoolWar() {}

    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
      return application
          .sources(School.class)
          .properties("rtc.rooms.secret=a secret of the tests alone")
          .properties("logging.level.root=warn", "spring.main.banner-mode=off");
    }
  }

  @Test
  void clientsOfAnUndeployedWarHearThatTheyMayComeBack() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    StandardContext war = (StandardContext) tomcat.addContext("/school", null);
    war.setClearReferencesRmiTargets(false); // looking for these needs --add-opens
    war.setClearReferencesThreadLocals(false);
    war.setParentClassLoader(getClass().getClassLoader());
    war.addServletContainerInitializer(new WsSci(), Set.of());
    war.addServletContainerInitializer(
        new SpringServletContainerInitializer(), Set.of(SchoolWar.class));
    Set<Thread> before = ownThreads(); // those of earlier tests
    tomcat.start();
    try {
      String port = ":" + tomcat.getConnector().getLocalPort();
      Farewell.check("127.0.0.1" + port + "/school", war::stop);

      Set<Thread> left = ownThreads();
      left.removeAll(before);
      for (Thread thread : left) {
        thread.join(60_000); // it may be about to end
      }
      assertThat(left).noneMatch(Thread::isAlive);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  /** Those of the library, by their names. */
  private static Set<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rtc-rooms-"))
        .collect(Collectors.toSet());
  }
}
