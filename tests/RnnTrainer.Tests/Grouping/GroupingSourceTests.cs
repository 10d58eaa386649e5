using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Grouping;

/// <summary>The same rows, wherever they come from, give the same sequences.</summary>
[TestClass]
public sealed class GroupingSourceTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly LongTable.Row[] Rows = LongTable.Rows(new Random(5), 40, isInterleaved: true);

    private static readonly string[] Features = ["Small", "Large", "Count", "IsOn"];

    [TestMethod]
    public void Objects() => Check(Ml.Data.LoadFromEnumerable(Rows));

    [TestMethod]
    [DataRow(',')]
    [DataRow('\t')]
    public void ATextFile(char separator)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("long.txt", LongTable.ToText(Rows, separator));
        Check(LongTable.Loader(Ml, separator).Load(path));
    }

    [TestMethod]
    public void ABinaryFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("long.idv");
        using (FileStream file = File.Create(path))
            Ml.Data.SaveAsBinary(Ml.Data.LoadFromEnumerable(Rows), file);
        Check(Ml.Data.LoadFromBinary(path));
    }

    [TestMethod]
    public void ACacheAndAFilter()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(Rows.Append(new() { Machine = "left out", Weight = 9, Pair = [0, 0] }));
        Check(Ml.Data.Cache(Ml.Data.FilterRowsByColumn(rows, "Weight", upperBound: 2)));
    }

    [TestMethod]
    public void SqLite()
    {
        using TemporaryFolder folder = new();
        string connection = new SqliteConnectionStringBuilder { DataSource = folder.PathOf("long.db"), Pooling = false }.ConnectionString;
        CheckDatabase(SqliteFactory.Instance, connection, "TEXT", "REAL", "REAL", "INTEGER", "INTEGER");
    }

    [TestMethod]
    public void PostgreSql()
    {
        using PostgresServer server = PostgresServer.Start();
        CheckDatabase(NpgsqlFactory.Instance, server.ConnectionString, "timestamp", "real", "double precision", "smallint", "boolean");
    }

    private static void CheckDatabase(
        DbProviderFactory provider, string connectionString, string date, string single, string real, string whole, string boolean)
    {
        using (DbConnection connection = provider.CreateConnection()!)
        {
            connection.ConnectionString = connectionString;
            connection.Open();
            Run(connection, $"CREATE TABLE samples (machine varchar(40), at {date}, small {single}, large {real}, count {whole}, "
                + $"ison {boolean}, state varchar(9))");
            using DbTransaction transaction = connection.BeginTransaction();
            foreach (LongTable.Row row in Rows)
                Insert(connection, transaction, row);
            transaction.Commit();
        }
        DatabaseLoader loader = Ml.Data.CreateDatabaseLoader(
            new DatabaseLoader.Column("Machine", DbType.String, 0), new DatabaseLoader.Column("Time", DbType.DateTime, 1),
            new DatabaseLoader.Column("Small", DbType.Single, 2), new DatabaseLoader.Column("Large", DbType.Double, 3),
            new DatabaseLoader.Column("Count", DbType.Int16, 4), new DatabaseLoader.Column("IsOn", DbType.Boolean, 5),
            new DatabaseLoader.Column("State", DbType.String, 6));
        const string columns = "SELECT machine, at, small, large, count, ison, state FROM samples";
        Check(loader.Load(new DatabaseSource(provider, connectionString, columns)));

        // In the database's order groups come together, and are streamed.
        IDataView sorted = loader.Load(new DatabaseSource(provider, connectionString, columns + " ORDER BY machine"));
        IDataView sequences = Ml.Data.GroupIntoSequences(sorted, "Machine", Features, "State", "Time");
        string[] expected = [.. Expected().Order(StringComparer.Ordinal)];
        CollectionAssert.AreEquivalent(expected, ViewText.Rows(sequences, "Machine", "Features", "State"));

        // A value that is NULL is missing.
        using (DbConnection connection = provider.CreateConnection()!)
        {
            connection.ConnectionString = connectionString;
            connection.Open();
            Run(connection, "INSERT INTO samples (machine, at, state) VALUES ('machine x', '2024-01-01 00:00:00', 'new')");
        }
        IDataView all = Grouped(loader.Load(new DatabaseSource(provider, connectionString, columns)));
        string[] last = ViewText.Rows(all, "Machine", "Features")[^1..];
        CollectionAssert.AreEqual(new[] { "machine x | [NaN NaN 0 0]" }, last);
    }

    private static void Run(DbConnection connection, string text)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, LongTable.Row row)
    {
        using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO samples VALUES (@machine, @at, @small, @large, @count, @ison, @state)";
        (string Name, object Value)[] values =
        [
            ("machine", row.Machine), ("at", new DateTime(2024, 1, 1).AddSeconds(row.Time)), ("small", row.Small), ("large", row.Large),
            ("count", row.Count), ("ison", row.IsOn), ("state", row.State),
        ];
        foreach ((string name, object value) in values)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        command.ExecuteNonQuery();
    }

    private static void Check(IDataView rows)
    {
        CollectionAssert.AreEqual(Expected(), ViewText.Rows(Grouped(rows), "Machine", "Features", "State"));
        EstimatorContract.CheckView(Grouped(rows));
    }

    private static IDataView Grouped(IDataView rows) =>
        Ml.Data.GroupIntoSequences(rows, "Machine", Features, "State", "Time", new() { Interleaved = true });

    private static string[] Expected() => [.. LongTable.Sequences(Rows).Select(sequence => string.Create(CultureInfo.InvariantCulture,
        $"{sequence[0].Machine} | [{string.Join(' ', sequence.Select(Inputs))}] | {sequence[^1].State}"))];

    private static string Inputs(LongTable.Row row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Small} {(float)row.Large} {row.Count} {(row.IsOn ? 1 : 0)}");
}
