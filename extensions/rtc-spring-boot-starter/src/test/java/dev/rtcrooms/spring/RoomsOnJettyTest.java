package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The same application on Jetty. */
class RoomsOnJettyTest {

  private static final String ON_JETTY =
      "spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.servlet"
          + ".TomcatServletWebServerAutoConfiguration";

  @Test
  void aUserWhoLoggedInJoinsAndHearsThatTheServerStops() throws Exception {
    ConfigurableApplicationContext application = School.start(ON_JETTY);
    assertThat(((WebServerApplicationContext) application).getWebServer())
        .isInstanceOf(JettyWebServer.class);

    Farewell.check(School.address(application), application::close);
  }
}
