using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Build;

// What dotnet new makes of the templates.
public sealed partial class PackageTests
{
    [TestMethod]
    public void AClassifierMadeFromTheTemplateTrainsAndSaves()
    {
        string[] lines = Packages.RunTemplate("rnn-classifier", "Machines").Succeeded().Lines;
        Match accuracy = lines.Select(line => Regex.Match(line, @"^Accuracy: (\d\.\d\d)$")).Single(match => match.Success);
        Assert.IsInRange(0.9, 1, double.Parse(accuracy.Groups[1].Value, CultureInfo.InvariantCulture));
        const string prediction = @"^press \d+: (worn|sound) \([01]\.\d\d\), actual: (worn|sound)$";
        Assert.IsGreaterThan(5, lines.Count(line => Regex.IsMatch(line, prediction)));
        Assert.IsTrue(File.Exists(Packages.PathOf("Machines", "machines.zip")));
        Assert.IsTrue(File.Exists(Packages.PathOf("Machines", "Machines.csproj")), "the project has the folder's name");
    }

    [TestMethod]
    public void AForecastMadeFromTheTemplateLooksTwoYearsAhead()
    {
        string[] lines = Packages.RunTemplate("rnn-forecast", "Passengers").Succeeded().Lines;
        Assert.AreEqual(24, lines.Count(line => Regex.IsMatch(line, @"^month +\d+: +\d+ \(\d+ to \d+\)$")), string.Join('\n', lines));
        foreach (string file in (string[])["forecast.zip", "forecast.html"])
            Assert.IsTrue(File.Exists(Packages.PathOf("Passengers", file)), file);
    }
}
