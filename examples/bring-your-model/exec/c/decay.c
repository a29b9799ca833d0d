#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The amount of a drug left in the body, hour by hour. Called as: decay --params FILE --seed N --out DIR */
int main(int count, char **arguments)
{
    char text[4096] = "", path[4096];
    FILE *params = count == 7 ? fopen(arguments[2], "r") : NULL;
    if (params == NULL || fread(text, 1, sizeof text - 1, params) == 0) {
        fprintf(stderr, "usage: decay --params FILE --seed N --out DIR\n");
        return 2;
    }
    char *rate = strstr(text, "\"rate\":");
    if (rate == NULL) {
        fprintf(stderr, "the parameter 'rate' is missing in %s\n", text);
        return 1;
    }
    snprintf(path, sizeof path, "%s/dose.csv", arguments[6]);
    FILE *dose = fopen(path, "w");
    if (dose == NULL) {
        perror(path);
        return 1;
    }
    fprintf(dose, "hour,amount\n");
    for (int hour = 0; hour <= 12; hour++) fprintf(dose, "%d,%.17g\n", hour, 100 * exp(-atof(rate + 7) * hour));
    return fclose(dose) == 0 ? 0 : 1;
}
