package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** The same application on Jetty; with Spring Boot 3.5 in a JVM of its own. */
@Tag("jetty")
class RoomsOnJettyTest {

  /** Without Tomcat, which Spring Boot would prefer. */
  private static final String TOMCAT = "org.apache.catalina";

  @Test
  void aUserWhoLoggedInJoinsAndHearsThatTheServerStops() throws Exception {
    ConfigurableApplicationContext application =
        School.application()
            .resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(TOMCAT)))
            .run();
    assertThat(application.getBean(ServletContext.class).getServerInfo()).startsWith("jetty/");

    Farewell.check(School.address(application), application::close);
  }
}
