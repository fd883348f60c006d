package dev.rtcrooms.examples.school;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Everything needs a login. The names are those of table {@code pupil}; passwords are "school". */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

  @Bean
  SecurityFilterChain rules(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/lessons/*/announcements", "/actuator/**")
                    .hasRole("TEACHER")
                    .anyRequest()
                    .authenticated())
        .formLogin(Customizer.withDefaults())
        .build();
  }

  @Bean
  UserDetailsService people() {
    return new InMemoryUserDetailsManager(
        User.withUsername("ann").password("{noop}school").roles("TEACHER").build(),
        User.withUsername("bob").password("{noop}school").roles("PUPIL").build(),
        User.withUsername("cem").password("{noop}school").roles("PUPIL").build());
  }
}
