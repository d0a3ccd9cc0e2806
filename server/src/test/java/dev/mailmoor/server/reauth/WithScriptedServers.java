package dev.mailmoor.server.reauth;

import dev.mailmoor.server.testing.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The whole service with {@link ScriptedServers} in place of mail servers; {@link Scene} gives each test its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import(Scene.Parts.class)
@interface WithScriptedServers {}
