package dev.rtcrooms.spring;

import dev.rtcrooms.Client;
import dev.rtcrooms.spi.RoomListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application with a login and rooms, whose streams need no login; its start is up to a test.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class School {

  /** Both servers are on the class path of the tests with Spring Boot 4. */
  static final String ON_TOMCAT =
      "spring.autoconfigure.exclude=org.springframework.boot.jetty.autoconfigure.servlet"
          + ".JettyServletWebServerAutoConfiguration";

  /** What the application has seen; any thread. */
  static final class Seen implements RoomListener, HttpSessionListener {
    final BlockingQueue<Client> joined = new LinkedBlockingQueue<>();
    final List<HttpSession> sessions = new CopyOnWriteArrayList<>();

    @Override
    public void joined(Client client) {
      joined.add(client);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
      sessions.add(event.getSession());
    }

    /** The newest session, of Tomcat's. */
    AgeingSession newestSession() throws ReflectiveOperationException {
      return new AgeingSession(sessions.get(sessions.size() - 1));
    }
  }

  @Bean
  Seen seen() {
    return new Seen();
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests.requestMatchers("/stream/**").permitAll().anyRequest().authenticated())
        .formLogin(Customizer.withDefaults())
        .build();
  }

  @Bean
  UserDetailsService people() {
    return new InMemoryUserDetailsManager(
        User.withUsername("ann").password("{noop}chalk").roles("TEACHER", "STAFF").build());
  }

  static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(School.class)
        .properties("server.port=0", "rtc.rooms.secret=a secret of the tests alone")
        .properties("logging.level.root=warn", "spring.main.banner-mode=off");
  }

  static ConfigurableApplicationContext start(String... properties) {
    return application().properties(properties).run();
  }

  static String address(ConfigurableApplicationContext application) {
    return "localhost:"
        + application.getEnvironment().getRequiredProperty("local.server.port")
        + application.getEnvironment().getProperty("server.servlet.context-path", "");
  }
}
