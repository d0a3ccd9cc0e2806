/** Makes certificate authorities and server certificates at run time, good ones and every kind of bad one. */
@NullMarked
package dev.mailmoor.testkit.certificates;

import org.jspecify.annotations.NullMarked;
