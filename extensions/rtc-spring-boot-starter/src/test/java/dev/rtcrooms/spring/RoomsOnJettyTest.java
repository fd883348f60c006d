package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** The same application on Jetty; with Spring Boot 3.5 in a JVM of its own. */
@Tag("jetty")
class RoomsOnJettyTest extends RoomsOnAnyServer {

  /** Without Tomcat, which Spring Boot would prefer. */
  private static final String TOMCAT = "org.apache.catalina";

  private static ConfigurableApplicationContext application;

  @BeforeAll
  static void start() {
    application = run(PROPERTIES);
  }

  private static ConfigurableApplicationContext run(String... properties) {
    return School.application()
        .resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(TOMCAT)))
        .properties(properties)
        .run();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Override
  ConfigurableApplicationContext application() {
    return application;
  }

  @Test
  void theServerIsJetty() {
    assertThat(application.getBean(ServletContext.class).getServerInfo()).startsWith("jetty/");
  }

  @Test
  void aUserWhoLoggedInJoinsAndHearsThatTheServerStops() throws Exception {
    ConfigurableApplicationContext other = run();

    Farewell.check(School.address(other), other::close);
  }
}
