extern alias samples;
using System.Text;
using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Samples;

/// <summary>People's files of series: what is read of them, what is remarked on, and what is refused in one line.</summary>
[TestClass]
public sealed class SeriesFileTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow("t,v\n2024-01,1\n2024-02,2.5\n", "1 2.5", "2024-01 2024-02 2024-03", DisplayName = "commas")]
    [DataRow("\uFEFFt;v\r\n2024-01;1\r\n2024-02;2.5\r\n", "1 2.5", "2024-01 2024-02 2024-03", DisplayName = "semicolons, BOM and CR LF")]
    [DataRow("t\tv\n1\t-1e3\n3\t2\n", "-1000 2", "1 3 5", DisplayName = "tabs, and numbers two apart")]
    [DataRow("\"t\",\"other, one\",\"v\"\n\"01.02.2024\",x,\"7\"\n\"02.02.2024\",y,8", "7 8", "2024-02-01 2024-02-02 2024-02-03",
        DisplayName = "quotes")]
    [DataRow("t|v\n2024-01-01 23:00|1\n2024-01-02T00:00:00Z|2\n", "1 2", "2024-01-01 23:00 2024-01-02 00:00 2024-01-02 01:00",
        DisplayName = "hours")]
    [DataRow("v,t\n1,2024-01-31\n2,2024-02-29\n", "1 2", "2024-01-31 2024-02-29 2024-03-31", DisplayName = "ends of months")]
    [DataRow("t,v\n2024-01,\n2024-02,2\n\n2024-03,NA\n2024-04,4\n2024-05,\n", "2 NaN 4", "2024-02 2024-03 2024-04 2024-05",
        DisplayName = "missing values")]
    [DataRow("t,v\n2024-01-01,1\n2024-01-02,2\n2024-01-04,4\n", "1 2 NaN 4", "2024-01-01 2024-01-02 2024-01-03 2024-01-04 2024-01-05",
        DisplayName = "a missing row")]
    [DataRow("t,v\n01/12/2024,1\n01/13/2024,2\n", "1 2", "2024-01-12 2024-01-13 2024-01-14", DisplayName = "the month before the day")]
    [DataRow("t,v\n12/01/2024,1\n13/01/2024,2\n", "1 2", "2024-01-12 2024-01-13 2024-01-14", DisplayName = "the day before the month")]
    [DataRow("t,v\n1/12/2024 11:00 PM,1\n1/13/2024 12:00 AM,2\n", "1 2", "2024-01-12 23:00 2024-01-13 00:00 2024-01-13 01:00",
        DisplayName = "halves of a day")]
    [DataRow("t;v\nJan 31, 2024;1\n1 February 2024;2\n2-Feb-2024;3\n", "1 2 3", "2024-01-31 2024-02-01 2024-02-02 2024-02-03",
        DisplayName = "names of months")]
    [DataRow("t,v\n2024-01-01 00:00:00+00:00,1\n2024-01-01 01:00:00+00:00,2\n", "1 2",
        "2024-01-01 00:00 2024-01-01 01:00 2024-01-01 02:00", DisplayName = "universal time")]
    public void AFileOfOneSeriesIsRead(string content, string values, string times)
    {
        SeriesFile file = Read(content, new("v", "t", null, false));
        ReadSeries series = file.Series.Single();
        Assert.AreEqual(values, string.Join(' ', series.Values));
        Assert.AreEqual(times, Times(file, series, ahead: 1));
        int remarks = file.Remarks.Count(line => line.Contains(" is missing, the first of ", StringComparison.Ordinal));
        Assert.AreEqual(values.Contains("NaN", StringComparison.Ordinal) ? 1 : 0, remarks);
    }

    [TestMethod]
    public void SeriesMayBeInterleavedAndNumbersMayHaveDecimalCommas()
    {
        SeriesFile file = Read("shop;day;sales\nA;2024-05-01;1,5\nB;2024-05-02;2\nA;2024-05-02;3,25\nC;2024-05-01;\nB;2024-05-03;\n",
            new("sales", "day", "shop", HasDecimalCommas: true));
        IEnumerable<string> read = file.Series.Select(series => $"{series.Name}: {string.Join(' ', series.Values)}");
        Assert.AreEqual("A: 1.5 3.25; B: 2", string.Join("; ", read));
        Assert.AreEqual(7, file.UsualSeason);
        Assert.AreEqual("2024-05-02 2024-05-03", Times(file, file.Series[1], ahead: 1));
        CollectionAssert.AreEqual(
            new[]
            {
                "1 row at the end without a value; the forecast begins after the last value.",
                "1 of 3 series has no value and is skipped: 'C'.",
            },
            file.Remarks.ToArray());
    }

    [TestMethod]
    public void WithoutTimesRowsFollowEachOther()
    {
        SeriesFile file = Read("v\n5\n6\n7\n", new("v", null, null, false));
        Assert.AreEqual("1 2 3 4 5", Times(file, file.Series[0], ahead: 2));
        Assert.AreEqual(1, file.UsualSeason);
    }

    [TestMethod]
    [DataRow("Line 4 of 'F': 2024-02 comes after 2024-03. Sort the rows by 't'.", "t,v\n2024-01,1\n2024-03,2\n2024-02,3\n")]
    [DataRow("Line 3 of 'F': 2024-01 is also in line 2. Remove one, or add --series if the file has several series.",
        "t,v\n2024-01,1\n2024-01,2\n")]
    [DataRow("Line 4 of 'F': 2024-01-12 is not a whole number of steps after 2024-01-09. Rows must be",
        "t,v\n2024-01-07,1\n2024-01-09,1\n2024-01-12,2\n")]
    [DataRow("Line 4 of 'F': up to 2024-02-01 more rows are missing than present.", "t,v\n2024-01-01,1\n2024-01-02,1\n2024-02-01,2\n")]
    [DataRow("Line 3 of 'F': 'v' is 'abc', which is not a number. Write numbers as 1234.5; leave missing values empty.",
        "t,v\n1,1\n2,abc\n")]
    [DataRow("Line 2 of 'F': 'v' is '1,5', which is not a number. If that is a decimal comma, add --decimal-comma.", "t;v\n1;1,5\n2;2\n")]
    [DataRow("Line 2 of 'F': 'v' is '1,234.5', which is not a number. Write numbers as 1234.5", "t;v\n1;1,234.5\n2;2\n")]
    [DataRow("Line 2 of 'F': 'v' is '1e99', which is not a number.", "t;v\n1;1e99\n2;2\n")]
    [DataRow("Line 3 of 'F': 't' is '2024-Q2', neither a date such as 2024-05-31 nor a whole number. Correct it, or remove --time.",
        "t,v\n2024-01-01,1\n2024-Q2,2\n")]
    [DataRow("Line 4 of 'F': 't' is '13/13/2024', neither a date", "t,v\n01/12/2024,1\n01/13/2024,2\n13/13/2024,3\n")]
    [DataRow("Line 3 of 'F': 't' is '01/02/2024', 1 February or 2 January. Write dates as 2024-05-31.",
        "t,v\n2024-01-01,1\n01/02/2024,2\n")]
    [DataRow("Line 2 of 'F': 't' is '', neither a date", "t,v\n,1\n2024-01-01,2\n")]
    [DataRow("Line 3 of 'F' has 1 column, but needs at least 2. Check its separators and quotes.", "t,v\n1,1\n2\n")]
    [DataRow("'F' has no value in the column 'v'.", "t,v\n1,\n2,NA\n")]
    [DataRow("'F' has no rows below its header, but needs one for each step or sequence.", "t,v\n")]
    [DataRow("Line 2 of 'F' has the control character U+0000, so it is not a text file. Save it as 'CSV UTF-8'.", "t,v\n1,\0\n")]
    [DataRow("Line 3 of 'F' has the control character U+001B, so it is not a text file.", "t,v\n1,1\n2,\u001b[31m\n")]
    public void AFileThatCannotBeUsedIsRefusedInOneLine(string message, string content)
    {
        InvalidDataException exception = Assert.ThrowsExactly<InvalidDataException>(() => Read(content, new("v", "t", null, false)));
        Assert.StartsWith(message.Replace("'F'", $"'{Folder.PathOf("series.csv")}'", StringComparison.Ordinal), exception.Message);
        Assert.DoesNotContain("\n", exception.Message);
    }

    [TestMethod]
    public void HoweverLongACellIsTheMessageIsShort()
    {
        string cell = new('x', 5000);
        foreach (string content in (string[])[$"t,v\n1,{cell}\n", $"t,v\n{cell},1\n"])
        {
            Exception exception = Assert.ThrowsExactly<InvalidDataException>(() => Read(content, new("v", "t", null, false)));
            Assert.Contains("xxx... (5000 characters)'", exception.Message);
            Assert.IsLessThan(200, exception.Message.Length - Folder.PathOf("series.csv").Length);
        }
    }

    [TestMethod]
    public void LatinTextIsRefused()
    {
        string path = Folder.PathOf("latin.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("t,größe\n1,2\n"));
        Assert.Contains("is not text in UTF-8", Assert.ThrowsExactly<InvalidDataException>(
            () => SeriesFile.Read(new(path), _ => new("größe", null, null, false))).Message);
    }

    private static string Times(SeriesFile file, ReadSeries series, int ahead) =>
        string.Join(' ', Enumerable.Range(0, series.Values.Count + ahead).Select(index => file.Time(series, index)));

    private static SeriesFile Read(string content, SeriesColumns columns)
    {
        string path = Folder.PathOf("series.csv");
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return SeriesFile.Read(new(path), _ => columns);
    }
}
